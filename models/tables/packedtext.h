// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <string>
#include <string_view>

namespace sm::tables {

// Text as the index keeps it: UTF-8 in long runs. Nearly all of it is ASCII, which these turn and fold without an
// allocation; anything else takes Qt's way.

void appendUtf8(std::string &to, QStringView text);
/// Case-folded, so that equal bytes are equal text without case.
void appendFolded(std::string &to, QStringView text);
void appendFolded(std::string &to, std::string_view utf8);

/// Where \p needle, which is not empty, first occurs between \p begin and \p end; nullptr: nowhere.
const char *findText(const char *begin, const char *end, std::string_view needle);

} // namespace sm::tables
