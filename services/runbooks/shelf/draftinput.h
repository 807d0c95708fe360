// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draftparameters.h"

#include <aws/shape.h>

#include <QJsonObject>

namespace sm::runbooks {

/// Makes the input of a step of what was read from a command.
class DraftInput
{
public:
    /// \param open  what is decided when the command runs, by JSON Pointer into \p input
    DraftInput(DraftParameters &parameters, const QMap<QString, commandline::Word> &open, const Place &place)
        : m_parameters(parameters)
        , m_open(open)
        , m_place(place)
    {
    }

    /// \param shape  of the input, where it is one of AWS: says which parameters are numbers
    /// Nothing: something other than a value that a person can give decides a part of it.
    std::optional<JsonTemplate> of(const QJsonObject &input, const aws::Shape *shape = nullptr);

private:
    JsonTemplate value(const QJsonValue &value, const QString &pointer, const aws::Shape *shape);
    JsonTemplate object(const QJsonObject &object, const QString &pointer, const aws::Shape *shape);
    JsonTemplate text(const QString &source, const aws::Shape *shape);

    DraftParameters &m_parameters;
    QMap<QString, commandline::Word> m_open;
    Place m_place;
    bool m_failed = false;
};

} // namespace sm::runbooks
