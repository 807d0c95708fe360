// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mention.h"
#include "problems.h"
#include "runbook.h"

#include <QHash>

namespace sm::runbooks {

/// Checks that all expressions of a runbook look at what is there when they are used.
class ReferenceCheck
{
public:
    ReferenceCheck(const Runbook &runbook, Problems &problems);

    void check(const Mention &mention);

private:
    struct Target
    {
        Section section;
        int index;
        int line;
        bool keepsKeys;
        bool isLoop;
        ScopeExpression forEach;
    };

    void addSteps(const QList<RunbookStep> &steps, Section section);
    void checkPath(const Mention &mention, const QStringList &path);
    void checkSystem(const Mention &mention, const QStringList &path);
    void checkParameter(const Mention &mention, const QStringList &path);
    void checkStep(const Mention &mention, const QStringList &path);
    void checkTurn(const Mention &mention, const QStringList &path);
    void checkMember(const Mention &mention, const QStringList &path, qsizetype at, const QStringList &known);
    void complain(const Mention &mention, const QString &what);

    Problems &m_problems;
    const QList<Parameter> &m_parameters;
    QStringList m_parameterNames;
    QHash<QString, Target> m_steps;
};

} // namespace sm::runbooks
