// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QList>

namespace sm::llmcosts {

/// A JSON value whose numbers are as they were written: QJsonValue makes doubles of them.
struct ExactJson
{
    enum class Kind { Null, Scalar, Object, Array };
    Kind kind = Kind::Null;
    QByteArray scalar; ///< a text as UTF-8; a number, true or false as written
    QList<std::pair<QByteArray, ExactJson>> members;
    QList<ExactJson> elements;

    /// The member of that name, or null.
    const ExactJson &operator[](QByteArrayView name) const;
    QString text() const { return QString::fromUtf8(scalar); }

    /// \error Kind::BadReply it is no JSON, or is nested more than 32 levels deep
    static Result<ExactJson> parse(const QByteArray &text);
};

} // namespace sm::llmcosts
