// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "repeat.h"
#include "secret.h"
#include "systeminfo.h"

#include <QJsonObject>
#include <QList>
#include <QMap>

namespace sm {

/// How much a person has to do before a step runs (guard).
enum class Tier {
    Read = 0, ///< nothing
    Reversible = 1, ///< see the plan, press Enter
    Disruptive = 2, ///< see the plan, confirm by Ctrl+Enter or holding the button
    Destructive = 3, ///< type the name of what will be gone
};

/// Whether what a step does can be taken back.
struct Mark
{
    enum class Kind { Reversible, ReversibleUntil, Partly, Never };
    Kind kind = Kind::Never;
    QDateTime until; ///< ReversibleUntil, UTC
    QString explanation; ///< one sentence: what comes back, or why nothing does
};

/// One action on the world. Secrets are not in \c with: the string "$NAME" stands where secrets[NAME] is put in
/// at the last moment.
struct Operation
{
    QString uses; ///< "aws:cognito-idp:AdminDisableUser"
    QJsonObject with;
    QMap<QString, Secret> secrets;
};

/// What a person sees of a step's effect.
struct Change
{
    QString what; ///< "Enabled"
    QString from; ///< empty: it did not exist
    QString to; ///< empty: it will not exist
};

struct Step
{
    QString title; ///< "Disable ada.lovelace@example.com"
    QString resource; ///< what it acts on, by the name a person would type
    Operation operation;
    QList<Change> changes;
    QStringList notes; ///< what else a person should know: "ID tokens stay valid for up to 60 minutes."

    // Filled in from the catalog by operations::Planner:
    Tier tier = Tier::Destructive;
    Repeat repeat = Repeat::Unsafe;
    Mark mark;
    QString cli; ///< the AWS CLI line that does the same, secrets as $NAME
    QString iamAction; ///< "cognito-idp:AdminDisableUser"
};

/// The exact, ordered operations with resolved parameters. What is shown is what runs: the id is a hash over all of it.
struct Plan
{
    PlanId id;
    QString title; ///< "Disable 3 users"
    SystemInfo system;
    QList<Step> steps;
    bool continueOnFailure = false; ///< bulk work: past a step that failed, go on with the next resource

    Tier tier() const
    {
        Tier highest = Tier::Read;
        for (const Step &step : steps)
            highest = std::max(highest, step.tier);
        return highest;
    }
    /// The AWS CLI lines of all steps, secrets as $NAME.
    QString cli() const
    {
        QString lines;
        for (const Step &step : steps)
            lines += step.cli + u'\n';
        return lines;
    }
};

/// What the person did to let a plan run.
struct Confirmation
{
    QString typedName; ///< tier 3
    bool deliberate = false; ///< tier 2: Ctrl+Enter, or the button held
    bool atTerminal = false; ///< --write of a headless command, tiers 1 and 2
};

enum class StepState { Waiting, Running, Done, Failed, Skipped, InDoubt };

} // namespace sm
