#include "report/page.hpp"

#include "report/html.hpp"

namespace trilat::report {
namespace {

constexpr const char* kStyle = R"css(
:root{--ink:#1b1f24;--soft:#59636e;--line:#d1d9e0;--back:#fff;--s0:#b35900;--s1:#0b6bcb;--s2:#5c3d99}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--line:#3d444d;--back:#0d1117;--s0:#f0943a;--s1:#58a6ff;--s2:#b392f0}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back)}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.25rem;margin:2rem 0 .5rem;border-top:1px solid var(--line);padding-top:1rem}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
p{margin:.4rem 0;max-width:46rem}
.soft,caption,figcaption{color:var(--soft);font-size:.875rem;text-align:left}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.5rem 0}
th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}th{vertical-align:bottom;min-width:3rem}td:first-child{min-width:7rem}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:1rem 2rem}
figure{margin:.5rem 0}
svg{width:100%;max-width:32rem;height:auto;display:block}
svg text{font:11px system-ui,sans-serif;fill:var(--ink)}
svg .value{font-size:10px}
svg .axis{stroke:var(--soft);stroke-width:.8}
svg .grid{stroke:var(--line);stroke-width:.6}
svg .step{fill:none;stroke:var(--s1);stroke-width:1.6}svg .dashed{stroke:var(--soft);stroke-width:1;stroke-dasharray:3 2}
.s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}
rect.open{fill-opacity:.25;stroke-width:1;stroke-dasharray:3 2}
rect.s0.open{stroke:var(--s0)}rect.s1.open{stroke:var(--s1)}rect.s2.open{stroke:var(--s2)}
.lead{max-width:46rem;padding-left:1.2rem}.lead li{margin:.4rem 0}
details{margin:.3rem 0}summary{cursor:pointer}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--back:#fff;--s0:#b35900;--s1:#0b6bcb;--s2:#5c3d99}
body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}figure,svg,tr{break-inside:avoid}}
)css";

}  // namespace

std::string page(const std::string& title, const std::string& body) {
  std::string html =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<meta name=\"color-scheme\" content=\"light dark\"><title>";
  html += escape(title) + "</title><style>" + kStyle + "</style></head><body><main><h1>" + escape(title) + "</h1>";
  return html + body + "</main></body></html>\n";
}

std::string cell(const std::string& text) { return "<td>" + text + "</td>"; }

std::string number_cell(const std::string& text) { return "<td class=\"n\">" + text + "</td>"; }

std::string wide_table(const std::string& head, const std::string& rows) {
  return "<div class=\"wide\"><table><thead><tr>" + head + "</tr></thead><tbody>" + rows + "</tbody></table></div>";
}

std::string paragraph(const std::string& text) { return "<p>" + escape(text) + "</p>"; }

std::string soft(const std::string& text) { return "<p class=\"soft\">" + escape(text) + "</p>"; }

std::string folded(const std::string& title, const std::string& content) {
  return "<details><summary>" + escape(title) + "</summary>" + content + "</details>";
}

std::string figure(const std::string& svg, const std::string& sentence) {
  return "<figure>" + svg + "<figcaption>" + sentence + "</figcaption></figure>";
}

}  // namespace trilat::report
