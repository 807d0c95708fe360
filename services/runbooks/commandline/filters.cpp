// SPDX-License-Identifier: GPL-3.0-or-later
#include "filters.h"

#include <QRegularExpression>

#include <algorithm>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A filter that runs something or writes a file by itself: an awk program (POSIX: in print, ">" and "|" are output),
/// or sort -o.
bool mayDoMore(const QString &program, const QString &argument)
{
    static const QRegularExpression acts(u"\\bsystem\\s*\\(|\\bprintf?\\b[^;}]*[>|]|\\|\\s*getline"_s);
    static const QRegularExpression output(u"^(-[a-zA-Z]*o|--output)"_s);
    return (program == "awk"_L1 && acts.match(argument).hasMatch())
        || (program == "sort"_L1 && output.match(argument).hasMatch());
}

} // namespace

bool isFilter(const Statement &part)
{
    static const QStringList filters{u"jq"_s, u"grep"_s, u"egrep"_s, u"head"_s, u"tail"_s, u"sort"_s, u"uniq"_s,
        u"wc"_s, u"cut"_s, u"column"_s, u"less"_s, u"more"_s, u"tr"_s, u"awk"_s, u"nl"_s};
    const QList<Word> &words = part.command.words;
    if (part.kind != Statement::Kind::Command || words.isEmpty() || !filters.contains(words.first().text()))
        return false;
    const QString program = words.first().text();
    return std::none_of(
        words.begin() + 1, words.end(), [&program](const Word &word) { return mayDoMore(program, word.text()); });
}

} // namespace sm::commandline
