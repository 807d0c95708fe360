// SPDX-License-Identifier: GPL-3.0-or-later
#include "selectstatement.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

Error input(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Input"_s); }

/// \p statement with blanks in the places of what is quoted, so that only its own words are seen.
QString unquoted(const QString &statement)
{
    QString own = statement;
    QChar open;
    for (QChar &each : own) {
        const bool isQuote = each == u'\'' || each == u'"';
        if (open.isNull() && isQuote)
            open = each;
        else if (!open.isNull() && each == open)
            open = {};
        else if (!open.isNull())
            each = u' ';
    }
    return own;
}

QJsonValue plainNumber(const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    const bool isExact = isNumber && QString::number(number, 'g', 17) == text;
    const bool isShort = isNumber && text.size() <= 15;
    return isExact || isShort ? QJsonValue(number) : QJsonValue(text);
}

QJsonValue plainValue(const QJsonValue &typed);

QJsonArray plainSet(const QJsonArray &set, bool ofNumbers)
{
    QStringList texts;
    for (const QJsonValue each : set)
        texts << each.toString();
    std::sort(texts.begin(), texts.end());
    QJsonArray plain;
    for (const QString &each : texts)
        plain << (ofNumbers ? plainNumber(each) : QJsonValue(each));
    return plain;
}

QJsonArray plainList(const QJsonArray &list)
{
    QJsonArray plain;
    for (const QJsonValue each : list)
        plain << plainValue(each);
    return plain;
}

QJsonValue plainValue(const QJsonValue &typed)
{
    const QJsonObject object = typed.toObject();
    if (object.isEmpty())
        return QJsonValue::Null;
    const QString type = object.constBegin().key();
    const QJsonValue value = object.constBegin().value();
    if (type == "N"_L1)
        return plainNumber(value.toString());
    if (type == "M"_L1)
        return plainItem(value.toObject());
    if (type == "L"_L1)
        return plainList(value.toArray());
    if (type == "SS"_L1 || type == "NS"_L1 || type == "BS"_L1)
        return plainSet(value.toArray(), type == "NS"_L1);
    return type == "NULL"_L1 ? QJsonValue(QJsonValue::Null) : value;
}

} // namespace

Result<QString> selectOn(const QString &statement, const QString &table)
{
    static const QRegularExpression begins(u"^\\s*SELECT\\s"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression name(u"^[A-Za-z0-9_.-]{3,255}$"_s);
    const QString own = unquoted(statement);
    if (!begins.match(own).hasMatch())
        return input(tr("The statement has to be a SELECT: it is asked, and nothing may change by it."));
    if (own.contains(u';') || own.contains("--"_L1) || own.contains("/*"_L1))
        return input(tr("Write one statement, without “;” and without comments."));
    if (own.count("{table}"_L1) != 1 || statement.count("{table}"_L1) != 1)
        return input(tr("Write {table}, once and without quotes, in the place of the table's name."));
    if (!name.match(table).hasMatch())
        return input(tr("“%1” can be no table: names have 3 to 255 letters, digits, “_”, “-” and “.”.").arg(table));
    QString on = statement;
    return on.replace("{table}"_L1, u"\"%1\""_s.arg(table));
}

Result<QJsonArray> attributeValues(const QJsonArray &plain)
{
    QJsonArray typed;
    for (const QJsonValue each : plain) {
        if (each.isString())
            typed << QJsonObject{{u"S"_s, each}};
        else if (each.isDouble())
            typed << QJsonObject{{u"N"_s, QString::number(each.toDouble(), 'g', QLocale::FloatingPointShortest)}};
        else if (each.isBool())
            typed << QJsonObject{{u"BOOL"_s, each}};
        else if (each.isNull())
            typed << QJsonObject{{u"NULL"_s, true}};
        else
            return input(tr("A parameter has to be a text, a number, true, false or null."));
    }
    return typed;
}

QJsonObject plainItem(const QJsonObject &item)
{
    QJsonObject plain;
    for (auto it = item.begin(); it != item.end(); ++it)
        plain.insert(it.key(), plainValue(it.value()));
    return plain;
}

} // namespace sm::backups
