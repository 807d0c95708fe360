// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalentry.h>

#include <QStringList>

#include <optional>

namespace sm::tables {

/// What to show of the journal, as typed into the filter field.
///
/// Words are searched in title, plan, resource, operation and actor, without case; all have to be there. Keys narrow:
/// `state:failed`, `state:in-doubt`, `system:demo`, `operation:aws:cognito-idp:AdminDisableUser`, `resource:ada`,
/// `who:"sabine@desk"`, `since:2026-11-01`, `until:2026-11-28` (UTC days, the last one included). A word with a colon
/// that is no known key, and a value that is none of its key, is text.
struct JournalQuery
{
    QString search;
    std::optional<StepState> state;
    SystemId system;
    QString uses;
    QString resource;
    QString actor;
    QDateTime from; ///< UTC
    QDateTime to; ///< UTC

    static JournalQuery parse(const QString &text);
    /// The keys above, in the order in which they are offered.
    static QStringList keys();

    bool isEmpty() const;
};

} // namespace sm::tables
