// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

#include <QDate>

#include <optional>

namespace sm {

/// One step of a runbook as a person reads it before there is a plan.
struct RunbookStepInfo
{
    enum class Effect {
        Read,
        Change,
        Unknown, ///< known only with the values
        Human, ///< a person does or decides something
    };
    QString title; ///< with the names of parameters where their values will be
    QString uses; ///< "aws:lambda:UpdateAlias", "manual"
    QString text; ///< what a person is told, or the command as it stood in an imported file; may be empty
    Effect effect = Effect::Unknown;
    std::optional<Tier> tier = {}; ///< of a change that the catalog knows
    std::optional<Repeat> repeat = {};
    std::optional<Mark::Kind> mark = {};
    bool isConditional = false; ///< it may be left out
    int line = 0; ///< in the file it came from; 0: not known
};

/// Something that was found wrong in a runbook's file.
struct RunbookFinding
{
    enum class Grade { Note, Warning, Error };
    int line = 0; ///< from 1
    Grade grade = Grade::Warning;
    QString rule; ///< stable: "dynamodb-user-errors"
    QString message;
    QString fix; ///< may be empty
};

/// A runbook as a person reads it.
struct RunbookInfo
{
    QString key; ///< names it among all that are shown
    SystemId system; ///< "common": every one
    QString systemTitle;
    QString id;
    QString title;
    QString purpose;
    QString severity;
    QStringList symptoms;
    QStringList prerequisites;
    QList<QPair<QString, QString>> links; ///< title and address, http or https
    QList<RunbookStepInfo> steps;
    QList<RunbookStepInfo> verification;
    QList<RunbookStepInfo> rollback;
    QStringList parameters; ///< their titles
    QDate reviewBy; ///< invalid: nobody said
    QString sourceFile;
    bool isDraft = false; ///< imported, not reviewed: it can not be run
    bool isOfThisSystem = true; ///< false: written for another one
    std::optional<QList<RunbookFinding>> findings; ///< by line; nothing: its file was never checked
};

/// How a runbook ran the last time in the system that is shown.
struct LastRun
{
    enum class End { Running, Done, Failed, InDoubt, Stopped, Unfinished };
    QDateTime at; ///< UTC; when it began
    End end = End::Done;
    qint64 run = 0; ///< of the journal
    qint64 entry = 0; ///< the last of its entries in the journal; 0: it has none
    bool canBeUndone = false; ///< something that it changed has not been taken back
    bool isUndone = false; ///< something was, and nothing is left that could be
};

} // namespace sm
