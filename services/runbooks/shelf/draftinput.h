// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draftwords.h"

#include <aws/shape.h>

#include <QJsonObject>

namespace sm::runbooks {

/// Makes the input of a step of what was read from a command.
class DraftInput
{
public:
    /// \param open  what is decided when the command runs, by JSON Pointer into the input
    /// \param ready  what is a template already, in the same way
    DraftInput(DraftWords &words, const QMap<QString, commandline::Word> &open, const QMap<QString, QString> &ready,
        const Place &place)
        : m_words(words)
        , m_open(open)
        , m_ready(ready)
        , m_place(place)
    {
    }

    /// \param shape  of the input, where it is one of AWS: says which parameters are numbers, and what is a secret
    /// Nothing: something other than a value that a person can give decides a part of it, or a password is a part of
    /// it.
    std::optional<JsonTemplate> of(const QJsonObject &input, const aws::Shape *shape = nullptr);

private:
    JsonTemplate value(const QJsonValue &value, const QString &pointer, const aws::Shape *shape);
    JsonTemplate open(const QString &pointer, const aws::Shape *shape);
    JsonTemplate literal(const QString &text, const QString &pointer, const aws::Shape *shape);
    JsonTemplate object(const QJsonObject &object, const QString &pointer, const aws::Shape *shape);
    JsonTemplate text(const QString &source, const aws::Shape *shape);

    DraftWords &m_words;
    QMap<QString, commandline::Word> m_open;
    QMap<QString, QString> m_ready;
    Place m_place;
    bool m_failed = false;
};

} // namespace sm::runbooks
