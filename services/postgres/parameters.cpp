// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameters.h"

#include <core/json.h>

#include <QCoreApplication>

#include <cmath>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Null when it can not be sent; of libpq's parameters the first NUL is the end, which would cut a value silently.
QByteArray textOf(const QJsonValue &value)
{
    if (value.isString()) {
        const QString text = value.toString();
        const bool sendable = !text.contains(QChar::Null) && text.isValidUtf16();
        return sendable ? text.isEmpty() ? QByteArray("") : text.toUtf8() : QByteArray();
    }
    if (value.isDouble() && !std::isfinite(value.toDouble()))
        return {};
    return toCompactJson(value);
}

} // namespace

Result<Parameters> Parameters::of(const QJsonArray &values)
{
    constexpr qsizetype most = 65535; // a 16-bit count in the protocol
    if (values.size() > most)
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate(
                "sm::postgres", "A statement takes at most %1 parameters. Use COPY for many rows.")
                .arg(most))
            .withCode(u"Parameter"_s);
    Parameters parameters;
    for (const QJsonValue &value : values) {
        const bool isNull = value.isNull() || value.isUndefined();
        const QByteArray text = isNull ? QByteArray() : textOf(value);
        if (text.isNull() && !isNull)
            return Error(Error::Kind::Invalid,
                QCoreApplication::translate("sm::postgres",
                    "The value $%1 holds something that a database can not keep (a character with the code 0, half a "
                    "character, or a number without end). Correct it.")
                    .arg(parameters.count() + 1))
                .withCode(u"Parameter"_s);
        parameters.m_texts.append(text);
    }
    return parameters;
}

std::vector<const char *> Parameters::pointers() const
{
    std::vector<const char *> pointers;
    pointers.reserve(static_cast<size_t>(m_texts.size()));
    for (const QByteArray &text : m_texts)
        pointers.push_back(text.isNull() ? nullptr : text.constData());
    return pointers;
}

QStringList Parameters::texts() const
{
    QStringList texts;
    for (const QByteArray &text : m_texts)
        texts.append(QString::fromUtf8(text));
    return texts;
}

} // namespace sm::postgres
