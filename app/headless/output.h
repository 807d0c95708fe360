// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/question.h>
#include <operations/notundone.h>

#include <QByteArray>
#include <QJsonArray>

namespace sm::app {

void toStandardOutput(const QByteArray &text);
/// For people; a line each.
void toStandardError(const QString &line);

/// \p plan as commands print it with --plan and --dry-run, secrets as "$NAME".
QJsonObject jsonOf(const Plan &plan);

/// {text, choices}, with {typed} and {evidence} where the question has them.
QJsonObject jsonOf(const Question &question);

/// What an undo leaves alone, as undo prints it: [{step, title, reason, why}], steps from 1.
QJsonArray jsonOf(const QList<operations::NotUndone> &steps);

} // namespace sm::app
