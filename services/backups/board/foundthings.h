// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backupsource.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

namespace sm::backups {

/// Puts things and the backups of them together.
class FoundThings
{
public:
    void add(const FoundThing &thing);
    /// A backup of the thing Backup::asset; each (Backup::id) once.
    void add(const Backup &backup);

    QList<FoundThing> all() const { return m_things; }

private:
    FoundThing &named(const QString &name);

    QList<FoundThing> m_things;
    QHash<QString, qsizetype> m_places;
    QSet<QString> m_backups;
};

/// What kept one of two lists from being read.
std::optional<Error> firstProblem(const Result<QJsonArray> &first, const Result<QJsonArray> &second);

} // namespace sm::backups
