// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "approval.h"
#include "repeat.h"
#include "secret.h"
#include "systeminfo.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>

#include <chrono>
#include <optional>

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

/// A value that an earlier step of the run will give. It is put into Operation::with right before its step is sent.
struct Deferred
{
    /// How a value is written into the text around it, so that it stays a value.
    enum class Form { AsIs, Glob, Percent };
    struct Part
    {
        QString text; ///< as it stands, or a JMESPath expression over Step::scope with {steps: {id: {output, state}}}
        bool isExpression = false;
        Form form = Form::AsIs;
        friend bool operator==(const Part &, const Part &) = default;
    };
    QString at; ///< JSON Pointer (RFC 6901) into Operation::with
    QList<Part> parts; ///< one expression alone keeps its type, everything else is joined as text
    friend bool operator==(const Deferred &, const Deferred &) = default;
};

/// What has to be true after a step.
struct Expectation
{
    QString that; ///< JMESPath over Step::scope with {output, before, after, steps}
    QString otherwise; ///< what a person is told when it is not; may be empty
    friend bool operator==(const Expectation &, const Expectation &) = default;
};

/// What a run does when a step of it has failed.
enum class OnFailure { Stop, Continue, Ask };

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

    QString id; ///< by which later steps name its output; empty: none does
    QList<Deferred> deferred;
    QJsonObject scope; ///< what else the expressions of the step see: parameters, item, system …
    QString when; ///< JMESPath over scope and {steps}: where it is false the step is left out. Empty: always
    QList<Expectation> expect;
    QList<Step> undo; ///< the author's own way back, one step; none: the catalog's
    QString confirm; ///< a question that a person answers with yes right before the step; empty: none
    OnFailure onFailure = OnFailure::Stop;
    std::chrono::seconds timeout{0}; ///< of one attempt; 0: what the operation itself allows

    /// The state that the plan was made on, and its hash: a run is refused where it has become another. Undefined and
    /// empty: nobody looked. Null: what the step acts on did not exist.
    QJsonValue before = QJsonValue::Undefined;
    QString fingerprint;
    qint64 undoes = 0; ///< the journal entry that this step takes back; 0: none
    QString target; ///< of an undo: the fingerprint of the state that has to be there afterwards
    bool replaces = false; ///< write the whole object as given, where the catalog would merge it into the present one

    // Filled in from the catalog by operations::Planner:
    Tier tier = Tier::Destructive;
    Repeat repeat = Repeat::Unsafe;
    Mark mark;
    QString cli; ///< the AWS CLI line that does the same, secrets as $NAME
    QString iamAction; ///< "cognito-idp:AdminDisableUser"
    QString price; ///< a sentence; empty: nothing worth telling
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
    std::optional<Approval> approval = {}; ///< a second person's, for tier 3 in production where the system asks for it
};

enum class StepState { Waiting, Running, Done, Failed, Skipped, InDoubt };

} // namespace sm
