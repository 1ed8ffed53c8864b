"""The style of the page: one column on a phone, wider on a desk, on paper without what only a screen needs."""

from wenming_cli.report.page.palette import DARK, LIGHT, STATES, properties

_STATES = "".join(
    f".b-{one}{{background:var(--{one}-tint);color:var(--{one}-word)}}svg .f-{one}{{fill:var(--{one}-fill)}}"
    for one in STATES
)

_BASE = """
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:60rem;padding:1rem;
  font:16px/1.65 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;
  overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3;margin:.2rem 0}
h2{font-size:1.2rem;line-height:1.35;margin:2.2rem 0 .6rem;padding-bottom:.3rem;border-bottom:2px solid var(--line)}
h3{font-size:1rem;line-height:1.5;margin:1.2rem 0 .3rem}
p{margin:.3rem 0}
ul,ol{margin:.3rem 0;padding-left:1.5rem}
a{color:var(--accent)}
.faint{color:var(--faint)}
.small{font-size:.875rem}
.do{border-left:3px solid var(--accent);padding-left:.6rem}
.day,time{white-space:nowrap}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;padding:0;margin:.8rem 0}
nav a{display:inline-block;padding:.3rem 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(5.6rem,1fr));gap:.6rem;margin:1rem 0;padding:0;
  list-style:none}
.tiles li{background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .7rem}
.tiles b{display:block;font-size:1.4rem;line-height:1.3;white-space:nowrap;font-variant-numeric:tabular-nums}
.badge{display:inline-block;border-radius:.3rem;padding:0 .45rem;font-size:.875rem;font-weight:600;
  white-space:nowrap;margin-right:.3rem}
.badge.name{white-space:normal}
.rows{list-style:none;padding:0}
.rows>li{background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;
  margin:.6rem 0}
.rows h3{margin:0}
.rows.plain>li{background:none;border-width:0 0 1px;border-radius:0;padding:.35rem 0;margin:0}
details{margin:.4rem 0}
summary{cursor:pointer;padding:.2rem 0;color:var(--accent)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem;margin:.4rem 0}
caption{text-align:left;color:var(--faint);padding:.2rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
th.n,td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td.day{white-space:nowrap}
svg{display:block;width:100%;overflow:visible}
svg text{fill:var(--faint);font-size:12px}
svg text.on{fill:var(--mark);font-weight:600}
svg .grid{stroke:var(--line)}
svg .today{stroke:var(--ink);stroke-width:2}
svg text.today{fill:var(--ink);font-weight:600;stroke:none}
svg .band{fill:var(--sheet);stroke:var(--line)}
svg .thin{stroke:var(--paper);stroke-width:1}
.bar{height:14px;border-radius:4px;overflow:hidden;background:var(--line)}
.progress{display:grid;grid-template-columns:1fr auto;gap:0 .6rem;margin:.7rem 0}
.progress svg{grid-column:1/3}
.progress b{font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:.2rem .9rem;list-style:none;padding:0;margin:.4rem 0;font-size:.875rem}
.legend svg{display:inline-block;width:12px;height:12px;vertical-align:-1px;margin-right:.3rem}
.pictures{display:flex;flex-wrap:wrap;gap:.8rem;margin:.5rem 0}
figure{margin:0;width:160px}
figure img{display:block;max-width:160px;height:auto;border:1px solid var(--line)}
figcaption{font-size:.8125rem;line-height:1.4;color:var(--faint)}
#filter{display:none;margin:2.2rem 0 0;gap:.5rem;grid-template-columns:1fr 1fr;align-items:end}
.js #filter{display:grid}
#filter label{font-size:.875rem;color:var(--faint)}
#filter .wide{grid-column:1/-1}
input,select,button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--faint);
  border-radius:.35rem;padding:.35rem .5rem;width:100%;min-width:0;min-height:2.5rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
#count{grid-column:1/-1;margin:0}
[hidden]{display:none!important}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.6rem}
@media (min-width:40rem){#filter{grid-template-columns:2fr 1fr 1fr 1fr auto}#filter .wide{grid-column:auto}}
@media (min-width:48rem){.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem}}
@page{size:A4;margin:15mm}
@media print{details:not([open]),nav,.js #filter{display:none}body{max-width:none;padding:0;font-size:10.5pt}
  .rows>li,figure,.progress,tr{break-inside:avoid}h2,h3{break-after:avoid}
  svg,.badge{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""

STYLE = (
    f":root{{color-scheme:light dark;{properties(LIGHT)}}}"
    f"@media screen and (prefers-color-scheme:dark){{:root{{{properties(DARK)}}}}}" + _STATES + _BASE
)
