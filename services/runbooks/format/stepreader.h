// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields.h"
#include "runbookstep.h"
#include "textreader.h"

namespace sm::runbooks {

/// Reads the steps of one section.
class StepReader
{
public:
    explicit StepReader(TextReader &texts)
        : m_texts(texts)
    {
    }

    QList<RunbookStep> read(const QList<YamlNode> &items, Section section);

private:
    RunbookStep step(const YamlNode &node, Section section, int index);
    /// \p from is where it stands before it has run.
    void readAction(const Fields &fields, Standpoint from, RunbookAction &action);
    void readInput(const Fields &fields, const Standpoint &from, RunbookAction &action);
    QList<RunbookExpectation> expectations(const Fields &fields);
    RunbookExpectation expectation(const YamlNode &node);
    Template text(const Fields &fields, const QString &key);
    ScopeExpression expression(const Fields &fields, const QString &key);

    TextReader &m_texts;
};

} // namespace sm::runbooks
