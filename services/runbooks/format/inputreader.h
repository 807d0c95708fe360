// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stepkind.h"
#include "textreader.h"

namespace sm::runbooks {

/// Reads the input of a step ("with") by the table of its kind.
class InputReader
{
public:
    explicit InputReader(TextReader &texts)
        : m_texts(texts)
    {
    }

    /// \param with   null: there is none
    /// \param place  where to complain about what is missing
    JsonTemplate read(const StepKind &kind, const YamlNode *with, const Place &place);

private:
    JsonTemplate members(const StepKind &kind, const YamlNode &with);
    JsonTemplate member(const Member &member, const YamlNode &node);
    JsonTemplate fixed(const YamlNode &node);
    JsonTemplate command(const YamlNode &node);
    JsonTemplate reading(const YamlNode &node);
    void checkPresence(const StepKind &kind, const QStringList &given, const Place &place);

    TextReader &m_texts;
};

} // namespace sm::runbooks
