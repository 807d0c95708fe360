// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields.h"
#include "parameter.h"
#include "textreader.h"

namespace sm::runbooks {

/// Reads "parameters": a map from their names to what they are.
class ParameterReader
{
public:
    explicit ParameterReader(TextReader &texts)
        : m_texts(texts)
    {
    }

    QList<Parameter> read(const YamlNode &map);

private:
    Parameter parameter(const QString &name, const YamlNode &node);
    void readLimits(const Fields &fields, Parameter &parameter);
    void readChoices(const Fields &fields, Parameter &parameter);
    void readDefault(const Fields &fields, Parameter &parameter);
    std::optional<Picker> picker(const YamlNode &node);
    /// Complains about \p key where the type is none of \p types.
    void allowFor(
        const Fields &fields, const Parameter &parameter, const QString &key, const QList<Parameter::Type> &types);

    TextReader &m_texts;
};

} // namespace sm::runbooks
