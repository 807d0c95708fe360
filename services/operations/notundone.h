// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalrun.h>
#include <core/result.h>

namespace sm::operations {

/// A step of a run that is not taken back with it.
struct NotUndone
{
    enum class Reason {
        ByHand, ///< a person did it
        NeverRan,
        DidNotHappen, ///< it failed, or it is not known yet what became of it
        NotReversible,
        AlreadyBack, ///< it was taken back, or the world is as it was before it
        TooLate,
    };
    int step = 0; ///< of the run's plan, from 0
    QString title;
    Reason reason = Reason::NeverRan;
    QString why; ///< a sentence that names it
};

/// The word for \p reason in what commands print: "never-ran".
QString wordOf(NotUndone::Reason reason);

/// Goes along while the undo of a run is planned, from its last entry to its first, and knows in the end what is left
/// alone, and why. Steps that change nothing are of no interest.
class NotUndoneSteps
{
public:
    explicit NotUndoneSteps(const JournalRun &run);

    /// Whether there could be something to take back in \p entry.
    bool isOfInterest(const JournalEntry &entry) const;
    void tookBack(const JournalEntry &entry);
    /// \p problem is why nothing takes \p entry back. An earlier attempt at a step that was told of already says
    /// nothing new.
    void leftAlone(const JournalEntry &entry, const Error &problem);

    QList<NotUndone> all() const { return m_steps.values(); }
    QStringList sentences() const;

private:
    QMap<int, NotUndone> m_steps; ///< by their numbers
    QMap<int, Step> m_planned;
};

} // namespace sm::operations
