// SPDX-License-Identifier: GPL-3.0-or-later
#include "identifier.h"

#include <QCoreApplication>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxBytes = 63; // NAMEDATALEN - 1

QString tr(const char *text) { return QCoreApplication::translate("sm::postgres", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Identifier"_s); }

} // namespace

Result<QString> quoteIdentifier(const QString &name)
{
    if (name.isEmpty())
        return invalid(tr("A name is missing. Give one."));
    if (name.contains(QChar::Null) || !name.isValidUtf16())
        return invalid(tr("A name holds characters that can not be sent. Remove them."));
    if (name.toUtf8().size() > maxBytes)
        return invalid(tr("The name %1… is longer than %2 bytes. Shorten it.").arg(name.left(20)).arg(maxBytes));
    return u"\"%1\""_s.arg(QString(name).replace(u"\""_s, u"\"\""_s));
}

Result<QString> quoteTable(const QString &schema, const QString &table)
{
    const Result<QString> quoted = quoteIdentifier(table);
    if (!quoted || schema.isEmpty())
        return quoted;
    const Result<QString> outer = quoteIdentifier(schema);
    if (!outer)
        return outer;
    return *outer + u'.' + *quoted;
}

} // namespace sm::postgres
