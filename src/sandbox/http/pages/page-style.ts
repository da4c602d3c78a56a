import { html, type Markup } from './html.ts';

/** The style of the sandbox's page; follows the reader's choice of light or dark. */
export const style: Markup = html`
:root { color-scheme: light dark; --back: light-dark(#f4f5f7, #14171c); --card: light-dark(#fff, #1d2129);
  --line: light-dark(#dcdfe4, #343a46); --ink: light-dark(#1c2330, #e5e8ee); --soft: light-dark(#5c6678, #9aa4b5);
  --mark: light-dark(#0b63ce, #6aaeff); --chosen: light-dark(#e8f1fc, #22324a); --warn: light-dark(#b3261e, #ff8a80);
  --good: light-dark(#1a7f37, #57d07a); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; padding: .8rem 1.5rem;
  background: var(--card); border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.15rem; } h1 span { color: var(--soft); font-weight: 400; }
h2 { margin: 0 0 .5rem; font-size: 1.1rem; overflow-wrap: anywhere; }
.clock { margin: 0 auto 0 0; color: var(--soft); } .clock time { color: var(--ink); font-variant-numeric: tabular-nums; }
nav { display: flex; gap: .4rem; }
button { font: inherit; color: var(--mark); background: none; border: 1px solid var(--line); border-radius: 6px;
  padding: .2rem .7rem; cursor: pointer; } button:hover { background: var(--chosen); }
main { max-width: 1400px; margin: 0 auto; padding: 1.2rem 1.5rem 3rem; display: grid; gap: 1.2rem; }
.mail { display: grid; grid-template-columns: minmax(18rem, 28rem) minmax(0, 1fr); min-height: 14rem; }
.mail, .overview { background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.inbox { list-style: none; margin: 0; padding: 0; border-right: 1px solid var(--line); overflow: auto; max-height: 46rem; }
.inbox a { display: grid; grid-template-columns: 1fr auto; gap: 0 .8rem; padding: .6rem 1rem; color: inherit;
  text-decoration: none; border-bottom: 1px solid var(--line); border-left: 3px solid transparent; }
.inbox a:hover, .inbox a[aria-current] { background: var(--chosen); } .inbox a[aria-current] { border-left-color: var(--mark); }
.subject { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.inbox time { color: var(--soft); font-size: .85rem; font-variant-numeric: tabular-nums; }
.to { grid-column: 1 / -1; color: var(--soft); font-size: .85rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.letter { padding: 1.2rem 1.5rem; display: flex; flex-direction: column; min-width: 0; }
.letter:only-child { grid-column: 1 / -1; }
.empty { align-items: center; justify-content: center; color: var(--soft); text-align: center; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem 1rem; margin: 0 0 1rem; font-size: .9rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
iframe { flex: 1; width: 100%; min-height: 32rem; border: 1px solid var(--line); border-radius: 6px; background: #fff; color-scheme: light; }
details { margin-top: .8rem; } summary { cursor: pointer; color: var(--mark); }
pre { margin: .5rem 0 0; padding: 1rem; overflow: auto; background: var(--back); border-radius: 6px; font-size: .85rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.overview { padding: 1.2rem 1.5rem; } .overview p { margin: 0 0 .8rem; color: var(--soft); }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .35rem .9rem .35rem 0; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { color: var(--soft); font-weight: 500; } .number { text-align: right; padding-right: 2rem; font-variant-numeric: tabular-nums; }
.old { color: var(--warn); font-weight: 600; } .active { color: var(--good); } .inactive, .never, small { color: var(--soft); }
code { font-size: .85rem; }
@media (max-width: 800px) { .mail { grid-template-columns: minmax(0, 1fr); }
  .inbox { border-right: 0; max-height: 20rem; } main { padding: 1rem; } }
`;
