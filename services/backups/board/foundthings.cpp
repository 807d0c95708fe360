// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundthings.h"

namespace sm::backups {

void FoundThings::add(const FoundThing &thing)
{
    FoundThing &known = named(thing.name);
    const QList<Backup> backups = known.backups;
    known = thing;
    known.backups = backups;
}

void FoundThings::add(const Backup &backup)
{
    if (m_backups.contains(backup.id))
        return;
    m_backups.insert(backup.id);
    named(backup.asset).backups << backup;
}

FoundThing &FoundThings::named(const QString &name)
{
    const auto known = m_places.constFind(name);
    if (known != m_places.constEnd())
        return m_things[*known];
    m_places.insert(name, m_things.size());
    m_things << FoundThing{name, {}, false};
    return m_things.last();
}

std::optional<Error> firstProblem(const Result<QJsonArray> &first, const Result<QJsonArray> &second)
{
    if (!first)
        return first.error();
    return second ? std::nullopt : std::optional(second.error());
}

} // namespace sm::backups
