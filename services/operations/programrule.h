// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>

#include <QStringList>

namespace sm::operations {

/// What is known about a program that process:run may start: resources/operations/process.yaml.
struct ProgramRule
{
    QStringList words; ///< how its command line begins: {"kubectl", "rollout", "restart"}
    Tier tier = Tier::Destructive;
    Repeat repeat = Repeat::Unsafe;
    Mark::Kind mark = Mark::Kind::Never;
    QString markExplanation;
    QStringList inverse; ///< the words of the command line that takes it back; empty: none does

    /// Whether \p argv begins with the words. The program may be given with its folder, and options that carry their
    /// value ("--namespace=shop") may stand between; anything else there makes it another command.
    bool matches(const QStringList &argv) const;
    /// \p argv with the words of the inverse in place of its own. Empty where nothing takes it back.
    QStringList inverseOf(const QStringList &argv) const;
};

} // namespace sm::operations
