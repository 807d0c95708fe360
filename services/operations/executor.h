// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/journalentry.h>
#include <core/plan.h>
#include <core/result.h>
#include <core/writepermit.h>
#include <operations/keyedlists.h>

#include <QCoroTask>
#include <QJsonArray>

namespace sm::operations {

/// A state of the world as an executor read it.
struct Observation
{
    QJsonValue state = QJsonValue::Undefined; ///< null: what the step acts on does not exist; undefined: not readable
    bool holdsSecrets = false; ///< it is kept sealed and never shown unasked
};

struct Applied
{
    QJsonObject output;
    QString requestId;
    QList<Secret> secrets; ///< what in \c output is for the person alone and never for the journal
};

/// A step and the states around it.
struct Seen
{
    QJsonValue before = QJsonValue::Undefined;
    QJsonValue after = QJsonValue::Undefined;
    QJsonObject output;
    QDateTime intentAt; ///< UTC
    bool isLate = false; ///< the catalog's usual inverse has no time left (Inverse::late)
};

/// What there is after a step was taken back.
struct Return
{
    QJsonValue before; ///< the state before that step
    QJsonValue now;
    QString target; ///< the fingerprint of the state to be reached: before, with what others changed elsewhere
    QJsonArray outputs; ///< of the steps that took it back, in their order
};

/// What the world says of a step whose outcome nobody knows.
struct Verdict
{
    enum class Kind { Done, NotDone, Unknown };
    Kind kind = Kind::Unknown;
    QString why; ///< a sentence for a person
    /// Done: what the answer would have said, as far as the world tells; later steps go by it as by the answer. It is
    /// kept in the journal: no secret is in it.
    QJsonObject output = {};
};

/// Carries out the operations of one kind ("aws", "sql", "redis", "http", "process"), and knows of each what it
/// changes, how one sees that it worked, and what takes it back.
class Executor
{
public:
    virtual ~Executor() = default;
    /// The part of Operation::uses before the first colon.
    virtual QString kind() const = 0;

    /// Reads what \p step changes, exactly the part that it changes; sends nothing that changes anything.
    /// \error as the read; an error is not "absent"
    virtual QCoro::Task<Result<Observation>> observe(Step step, CancelToken token);

    /// \p step as it has to be sent, now that \p before is known: whole objects are completed from what is there.
    /// \error Kind::Conflict it can not be put together with what is there
    virtual Result<Step> completed(Step step, const QJsonValue &before) const;

    /// The line for a shell that does what \p step, completed, does on \p system.
    virtual QString cliOf(const Step &step, const SystemInfo &system) const;

    /// \p step, of which nothing was sent yet, once what it replaces is kept that no state can hold.
    /// \error it could not be kept; nothing was changed
    virtual QCoro::Task<Result<Step>> kept(Step step, CancelToken token);

    /// What a person sees of the effect of \p step on \p before: member by member for a whole object that it
    /// completes, else the changes that it was planned with. \p masked hides the values.
    virtual QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const;

    /// Carries \p step out.
    virtual QCoro::Task<Result<Applied>> apply(WritePermit permit, Step step, CancelToken token) = 0;

    /// Whether apply() may be given up while it runs. A change that was sent is awaited: giving up would only leave it
    /// in doubt.
    virtual bool canBeCancelled(const Step &step) const;

    /// Whether the world shows what \p step asked for.
    /// \error Kind::Conflict (code "NotVerified") with what was expected
    virtual Result<void> verify(const Step &step, const Seen &seen) const;
    /// How long verify() may fail before it counts.
    virtual std::chrono::seconds settles(const Step &step) const;

    /// What tells the elements of lists in the states of \p step apart.
    virtual ListKeys listKeys(const Step &step) const;

    /// What became of \p step, from the state that was recorded before it and the present one.
    virtual Verdict reconcile(const Step &step, const Seen &seen) const;

    /// Whether observe() shows nothing of what \p step changes, as for a program: an undo then compares nothing, and
    /// inverse() alone decides.
    virtual bool isUnseen(const Step &step) const;

    /// The steps that turn \p seen.after back into \p seen.before, first things first.
    /// \error Kind::Invalid (code "NotReversible") with the reason
    virtual Result<QList<Step>> inverse(const Step &step, const Seen &seen) const;

    /// \p undone, which was taken back by steps that answered \p outputs, as it has to be looked at now: what the
    /// inverse made anew may have a new name.
    virtual Result<Step> comeBack(Step undone, const QJsonArray &outputs) const;
    /// Whether \p undone is taken back.
    virtual Result<bool> isBack(const Step &undone, const Return &seen) const;
};

} // namespace sm::operations
