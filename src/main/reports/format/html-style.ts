/** The look of Orrery's window, for paper and for a page of its own. */
const dark =
  '--bg:#0e1116;--panel:#151a21;--line:#262d37;--fg:#dbe2ea;--dim:#8b96a5;--accent:#5b9cf5;--bad:#e5686d;--warn:#e2a33c;--ok:#3fc7a8;--series-1:#5b9cf5;--series-2:#3fc7a8;--series-3:#e2a33c;--series-4:#e5686d;--series-5:#a584e8;--series-6:#7f8ea3;color-scheme:dark'
const light =
  '--bg:#fff;--panel:#f6f8fa;--line:#dde2e9;--fg:#1b2430;--dim:#5c6a7b;--accent:#2668d4;--bad:#c9363e;--warn:#a86b00;--ok:#0f8a6c;--series-1:#2668d4;--series-2:#0f8a6c;--series-3:#b87400;--series-4:#c9363e;--series-5:#7a54c9;--series-6:#627083;color-scheme:light'

export const css = `
:root{${light}}
@media (prefers-color-scheme:dark){@media screen{:root{${dark}}}}
*{box-sizing:border-box}
body{max-width:960px;margin:0 auto;padding:32px 24px 48px;background:var(--bg);color:var(--fg);font:14px/1.5 Inter,system-ui,-apple-system,'Segoe UI',sans-serif}
h1{margin:0;font-size:26px;line-height:1.25;letter-spacing:-.01em}
h2{margin:36px 0 8px;padding-bottom:5px;border-bottom:2px solid var(--line);font-size:18px}
h2 .dim{font-weight:400}
h3{margin:0 0 4px;font-size:15px}
p{margin:6px 0}
.kind{margin:0 0 2px;color:var(--dim);font-size:12px}
.dim{color:var(--dim)}
.note{padding:6px 10px;border:1px dashed var(--line);border-radius:5px}
a{color:var(--accent)}
code{font:12.5px 'JetBrains Mono',ui-monospace,monospace}
section{margin:14px 0}
.finding{padding:12px 16px;border:1px solid var(--line);border-left:4px solid var(--tone);border-radius:6px;background:var(--panel)}
.finding.explained{margin-left:28px}
.bad{--tone:var(--bad)}.warn{--tone:var(--warn)}.accent{--tone:var(--accent)}
.mark{color:var(--tone);font-size:12px;font-weight:600}
td .bad,td .warn,td .accent{color:var(--tone)}
ul{margin:8px 0;padding-left:20px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:10px 0 0}
dt{color:var(--dim)}
dd{margin:0}
table{width:100%;margin:6px 0;border-collapse:collapse;font-size:12.5px;font-variant-numeric:tabular-nums}
th{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);color:var(--dim);font-weight:500;text-align:left;vertical-align:bottom}
td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}
td.long{overflow-wrap:anywhere}
.time{white-space:nowrap}
.wide td:last-child{min-width:130px}
.short li{margin:3px 0}
.right{text-align:right}
figure{margin:12px 0}
figcaption{font-size:12.5px;font-weight:600}
svg{display:block;width:100%;height:auto;font-variant-numeric:tabular-nums}
svg.defs{position:absolute}
svg text{fill:var(--dim);font-size:11px}
svg .grid{stroke:var(--line)}
svg .shade{fill:var(--tone);opacity:.13}
svg .hatch{stroke:var(--line);stroke-width:3}
svg .blind{fill:url(#unseen)}
svg .main{--c:var(--tone)}
${[1, 2, 3, 4, 5, 6].map((n) => `svg .series-${n}{--c:var(--series-${n})}`).join('\n')}
svg .name{fill:var(--c)}
svg .line{fill:none;stroke:var(--c);stroke-width:16;stroke-linejoin:round;stroke-linecap:round}
footer{margin-top:40px;color:var(--dim);font-size:12px}
@page{size:A4;margin:16mm 14mm}
@media print{body{max-width:none;padding:0;font-size:11pt}table{font-size:9pt}h2,h3{break-after:avoid}figure,tr{break-inside:avoid}.finding{background:none}thead{display:table-header-group}}
`

/** The hatch of what was not seen: once, for all charts. */
export const svgDefs =
  '<svg width="0" height="0" class="defs" aria-hidden="true"><defs><pattern id="unseen" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" class="hatch"/></pattern></defs></svg>'
