// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.h"

#include <QRegularExpression>

#include <algorithm>

namespace sm::csv {

namespace {

/// What begins a formula somewhere, or moves the rest into a cell of its own.
bool isTrigger(QChar c)
{
    constexpr QStringView triggers = u"=+-@\uff1d\uff0b\uff0d\uff20\t\r\n";
    return triggers.contains(c) || c.isNull();
}

/// What spreadsheets skip when they look for a formula.
bool isSkipped(QChar c)
{
    constexpr QStringView quotes = u"'\"`\u2018\u2019\u201c\u201d";
    return c.isSpace() || c.category() == QChar::Other_Format || quotes.contains(c);
}

bool looksLikeFormula(QStringView text)
{
    const auto first = std::find_if(text.begin(), text.end(), [](QChar c) { return isTrigger(c) || !isSkipped(c); });
    return first != text.end() && isTrigger(*first);
}

bool needsQuotes(const QString &field)
{
    constexpr QStringView special = u",;\"\r\n\t";
    return std::any_of(field.begin(), field.end(), [&](QChar c) { return special.contains(c); })
        || (!field.isEmpty() && (field.front().isSpace() || field.back().isSpace()));
}

} // namespace

Cell text(const QString &text) { return {defused(text)}; }

Cell number(qint64 value) { return {QString::number(value)}; }

Cell number(const QString &decimal)
{
    static const QRegularExpression form(QStringLiteral(R"(\A-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z)"));
    return form.match(decimal).hasMatch() ? Cell{decimal} : text(decimal);
}

QByteArray record(const QList<Cell> &cells)
{
    QByteArray line;
    for (const Cell &cell : cells) {
        if (&cell != &cells.first())
            line += ',';
        // A lone empty field would be a blank line, which readers skip.
        const bool quote = needsQuotes(cell.field) || (cells.size() == 1 && cell.field.isEmpty());
        const QByteArray field = cell.field.toUtf8();
        line += quote ? '"' + QByteArray(field).replace('"', "\"\"") + '"' : field;
    }
    return line + "\r\n";
}

QString defused(const QString &text) { return looksLikeFormula(text) ? u'\'' + text : text; }

QString undefused(const QString &text)
{
    // A quote in front of text that looks like a formula was put there: defused() leaves none without.
    const bool isDefused = text.startsWith(u'\'') && looksLikeFormula(QStringView(text).sliced(1));
    return isDefused ? text.sliced(1) : text;
}

} // namespace sm::csv
