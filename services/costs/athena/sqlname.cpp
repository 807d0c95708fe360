// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlname.h"

#include "table.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

constexpr qsizetype LongestName = 255;

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::SqlName", text); }

bool isOfNames(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
}

Result<QString> checked(const QString &name)
{
    if (name.isEmpty() || name.size() > LongestName || !std::all_of(name.cbegin(), name.cend(), isOfNames)) {
        return Error(Error::Kind::Invalid,
            tr("“%1” is no name of a database, table or column. Use letters, digits, “_” and “-”.")
                .arg(name.left(LongestName).toHtmlEscaped()))
            .withCode(u"Name"_s);
    }
    return name;
}

} // namespace

Result<QString> quotedName(const QString &name)
{
    const Result<QString> plain = checked(name);
    if (!plain)
        return plain.error();
    return u'"' + *plain + u'"';
}

Result<QString> backtickedName(const QString &name)
{
    const Result<QString> plain = checked(name);
    if (!plain)
        return plain.error();
    return u'`' + *plain + u'`';
}

Result<QString> quotedName(const Table &table)
{
    const Result<QString> database = quotedName(table.database);
    if (!database)
        return database.error();
    const Result<QString> name = quotedName(table.name);
    if (!name)
        return name.error();
    return *database + u'.' + *name;
}

Result<QString> stringLiteral(const QString &text)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (!text.isValidUtf16() || std::any_of(text.cbegin(), text.cend(), isControl)) {
        return Error(
            Error::Kind::Invalid, tr("The value has a character that can not be seen. Type it again without it."))
            .withCode(u"Characters"_s);
    }
    QString escaped = text;
    escaped.replace(u'\'', "''"_L1);
    return u'\'' + escaped + u'\'';
}

} // namespace sm::athena
