// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draftparameters.h"

#include <commandline/awscli.h>
#include <lint/redaction.h>
#include <runbooks/runbookstep.h>

#include <QSet>

namespace sm::runbooks {

/// What an import reads with.
struct DraftSource
{
    QString fileName;
    const aws::Models &models;
    const commandline::AwsReader &aws;
    const lint::Redaction &redaction;
};

/// What a command of a Markdown file does as a step.
struct DraftAction
{
    QString uses;
    JsonTemplate with;
    QStringList notes; ///< what of the command was not taken over
    QString id; ///< where a later step names it; empty: any
    QString title; ///< where the command has one of its own
    QString forEach; ///< an expression that gives a list; empty: once
};

/// What the commands of a runbook so far leave to those behind them.
struct DraftState
{
    DraftParameters parameters;
    QSet<QString> ids; ///< of steps
    QMap<QString, commandline::Word> variables; ///< as they are assigned
    QMap<QString, QString> values; ///< the same as templates, those that were needed
    QMap<QString, QString> files; ///< what here documents put into files, by path
    QSet<QString> used; ///< of the variables and files, those that a step needs
    QString folder; ///< where commands run, as a template; empty: the file does not say

    /// \p base, or the first of "base2", "base3", … that no step has; it is taken then.
    QString newId(const QString &base);
};

} // namespace sm::runbooks
