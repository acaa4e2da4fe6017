/** Plain data: what crosses threads, sockets and years. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
