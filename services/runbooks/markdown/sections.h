// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::markdown {

/// What the words of a label or heading announce in a runbook.
enum class Section {
    Purpose,
    Severity,
    Prerequisites,
    Symptoms,
    Actions, ///< steps, diagnosis, resolution: its bullets are things to do
    Verification,
    Rollback,
    Other, ///< anything else: its bullets are things to know
};

/// \p words without a colon: "Immediate Actions (First 5 minutes)".
Section sectionOf(const QString &words);

/// Whether a heading is the name of a part of a runbook ("Steps", "Rollback") and of nothing else.
bool isSectionHeading(const QString &title);

/// Whether what is under the heading is to be looked up, not to be done: contents, contacts, references.
bool isReference(const QString &title);

} // namespace sm::markdown
