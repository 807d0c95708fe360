// SPDX-License-Identifier: GPL-3.0-or-later
#include "texttable.h"

#include <QDateTime>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QList<qsizetype> widthsOf(const QList<QStringList> &rows)
{
    QList<qsizetype> widths(rows.constFirst().size(), 0);
    for (const QStringList &row : rows) {
        for (qsizetype column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths.at(column), row.at(column).size());
    }
    return widths;
}

} // namespace

QByteArray textTable(const QList<QStringList> &rows)
{
    if (rows.isEmpty())
        return {};
    const QList<qsizetype> widths = widthsOf(rows);
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column)
            line += row.at(column).leftJustified(widths.at(column) + 2);
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text.toUtf8();
}

QString orDash(const QString &text) { return text.isEmpty() ? u"-"_s : text; }

QString isoText(const QDateTime &when) { return when.isValid() ? when.toUTC().toString(Qt::ISODate) : QString(); }

} // namespace sm::app
