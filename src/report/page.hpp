// The frame of every page: self-contained, no network, light and dark, readable on a phone, prints.
#pragma once

#include <string>

namespace trilat::report {

// A whole document. `title` is plain text; `body` is HTML and follows the heading.
std::string page(const std::string& title, const std::string& body);

// Cells of a table; the text is HTML.
std::string cell(const std::string& text);
std::string number_cell(const std::string& text);

// A table that scrolls sideways where it must: the cells of its head and its rows are HTML.
std::string wide_table(const std::string& head, const std::string& rows);

// Paragraphs; the text is plain. `soft` is smaller.
std::string paragraph(const std::string& text);
std::string soft(const std::string& text);

// What opens by its title; the title is plain text, the content HTML.
std::string folded(const std::string& title, const std::string& content);

// A chart with its sentence; the sentence is HTML.
std::string figure(const std::string& svg, const std::string& sentence);

}  // namespace trilat::report
