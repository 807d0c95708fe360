// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>
#include <core/systeminfo.h>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

#include <optional>

namespace sm::runbooks {

/// What a person gave for the parameters of a runbook. Secrets are never in \c json.
struct ParameterValues
{
    QJsonObject json;
    QMap<QString, Secret> secrets;
};

/// One run of a runbook.
struct RunFacts
{
    QString id;
    QDateTime started; ///< UTC
    QString actor; ///< local user and AWS identity
};

/// What the expressions of a runbook can see: parameters, steps, system and run; in a step with "for_each" also item
/// and index, and turn.ID for what the step ID came to in the same turn. All of it is data: nothing in it is ever read
/// as an expression.
class Scope
{
public:
    Scope(const ParameterValues &parameters, const SystemInfo &system, const RunFacts &run);

    /// What expressions see as steps.ID.output and steps.ID.state: the answer of the step, and "done", "failed" or
    /// "skipped". Until this is called, what needs the step is deferred.
    /// \param turns  of a step with "for_each": {output, state} of each item
    void setOutcome(const QString &step, const QJsonValue &output, const QString &state, const QJsonArray &turns = {});
    bool hasOutcome(const QString &step) const;
    /// Whether it came to something in the turn that this scope is of.
    bool hasTurn(const QString &step) const;

    /// The same for one turn of a "for_each".
    Scope withItem(const QJsonValue &item, int index) const;

    const QJsonObject &json() const { return m_json; }
    /// The same without the steps: for Step::scope.
    QJsonObject withoutSteps() const;
    /// Nothing: there is no such secret, or nobody gave it.
    std::optional<Secret> secret(const QString &parameter) const;

    /// The names of the first level, with those of conditions: output, before and after.
    static QStringList roots();
    static QStringList membersOfSystem();
    static QStringList membersOfDeployments();
    static QStringList membersOfRun();
    static QStringList membersOfOutcome();

private:
    QJsonObject m_json;
    QMap<QString, QJsonArray> m_turns; ///< by the step
    QMap<QString, Secret> m_secrets;
};

} // namespace sm::runbooks
