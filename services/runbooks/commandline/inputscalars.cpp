// SPDX-License-Identifier: GPL-3.0-or-later
// What InputBuilder makes of a single text.
#include "inputbuilder.h"
#include "suggestion.h"

#include <aws/timestamp.h>

#include <QCoreApplication>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using aws::Member;
using aws::Shape;
using Severity = Problem::Severity;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Aws", text); }

QString quoted(const Shape &shape, const QString &text)
{
    return shape.sensitive ? tr("The value") : u"\"%1\""_s.arg(text.left(80));
}

bool isBase64(const QString &text)
{
    QByteArray bytes = text.toLatin1();
    bytes.replace('\n', "");
    return text.size() == text.toLatin1().size() && bytes.size() % 4 == 0
        && QByteArray::fromBase64Encoding(bytes, QByteArray::AbortOnBase64DecodingErrors).decodingStatus
        == QByteArray::Base64DecodingStatus::Ok;
}

/// Python's int() and float() pass over blanks around the digits.
QJsonValue number(const Shape &shape, const QString &text)
{
    bool isNumber = false;
    const bool isWhole = shape.type == Shape::Type::Integer || shape.type == Shape::Type::Long;
    const QString digits = text.trimmed();
    const QJsonValue made
        = isWhole ? QJsonValue(qint64(digits.toLongLong(&isNumber))) : QJsonValue(digits.toDouble(&isNumber));
    return isNumber ? made : QJsonValue(QJsonValue::Undefined);
}

} // namespace

/// Undefined: it is left out, with a problem or deferred.
QJsonValue InputBuilder::settledText(const QString &text, const Member *member, const QString &pointer)
{
    const bool isEnumerated = member && member->shape->enumeration.contains(text);
    if (const std::optional<Word> uncertain = m_mask.uncertain(text, m_place); uncertain && !isEnumerated) {
        defer(pointer, *uncertain);
        return QJsonValue::Undefined;
    }
    return member ? scalar(*member->shape, text, pointer) : QJsonValue(text);
}

QJsonValue InputBuilder::scalar(const Shape &shape, const QString &text, const QString &pointer)
{
    switch (shape.type) {
    case Shape::Type::Blob:
        return bytes(text, pointer);
    case Shape::Type::String:
        checkEnumeration(shape, text);
        return text;
    case Shape::Type::Boolean:
        if (m_isShorthand && (text.toLower() == u"true"_s || text.toLower() == u"false"_s))
            return text.toLower() == u"true"_s;
        return text;
    case Shape::Type::Timestamp: {
        bool isNumber = false;
        const double seconds = text.toDouble(&isNumber);
        const QJsonValue made = isNumber ? QJsonValue(seconds) : QJsonValue(text);
        if (aws::timestampFromJson(made))
            return made;
        problem(Severity::Warning, u"aws-invalid-value"_s,
            tr("%1 is no time such as 2026-01-31T08:00:00Z.").arg(quoted(shape, text)));
        return QJsonValue::Undefined;
    }
    case Shape::Type::Structure:
    case Shape::Type::List:
    case Shape::Type::Map:
        return text;
    default:
        break;
    }
    if (!m_isShorthand)
        return text;
    const QJsonValue made = number(shape, text);
    if (made.isUndefined())
        problem(Severity::Error, u"aws-invalid-value"_s,
            tr("%1 is no number, but %2 takes one.").arg(quoted(shape, text), m_option));
    return made;
}

/// Version 2 of the CLI takes bytes as Base64 unless it is told otherwise; what was meant is plain all the same.
QJsonValue InputBuilder::bytes(const QString &text, const QString &pointer)
{
    const auto encoded = [&text] { return QString::fromLatin1(text.toUtf8().toBase64()); };
    if (m_isRaw)
        return encoded();
    if (isBase64(text))
        return text;
    m_command.problems << Problem{Severity::Warning, u"aws-blob-format"_s, m_optionPlace, 0,
        tr("Version 2 of the AWS CLI takes the value of %1 as Base64; plain text needs --cli-binary-format "
           "raw-in-base64-out.")
            .arg(m_option),
        u"--cli-binary-format raw-in-base64-out "_s};
    Q_UNUSED(pointer)
    return encoded();
}

void InputBuilder::checkEnumeration(const Shape &shape, const QString &text)
{
    if (shape.enumeration.isEmpty() || shape.enumeration.contains(text))
        return;
    const QStringList parts = text.split(u',');
    const bool isJoined = parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [&shape](const QString &part) {
        return shape.enumeration.contains(part);
    });
    const Suggestion near = suggestion(text, shape.enumeration);
    Problem made{isJoined ? Severity::Error : Severity::Warning, u"aws-invalid-enum"_s, m_place, 0, {}, {}};
    made.message = isJoined ? tr("The items of %1 are parted by blanks, not by commas.").arg(m_option)
        : near.name.isEmpty()
        ? tr("%1 is none of the values that %2 takes: %3.")
              .arg(quoted(shape, text), m_option, shape.enumeration.mid(0, 12).join(u", "_s))
        : tr("%1 is none of the values that %2 takes. Did you mean %3?").arg(quoted(shape, text), m_option, near.name);
    if (isJoined) {
        made.length = m_length;
        made.fix = parts.join(u' ');
    }
    m_command.problems << made;
}

} // namespace sm::commandline
