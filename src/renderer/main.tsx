import './components/fonts.css'
import './components/tokens.css'
import { createRoot } from 'react-dom/client'
import { openClient } from './api/client.ts'
import { App } from './app/App.tsx'
import { createNavigator } from './app/navigator.ts'
import { startTheme } from './app/theme.ts'
import { systemPages } from './systems/index.ts'

startTheme()
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')
createRoot(root).render(
  <App client={openClient()} navigator={createNavigator(window)} systems={Object.values(systemPages)} />,
)
