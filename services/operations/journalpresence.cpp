// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalpresence.h"

namespace sm::operations {

namespace {

constexpr qint64 WriterSeat = 0; // sessions count from 1

} // namespace

Result<void> JournalPresence::open(const QString &file)
{
    Result<std::unique_ptr<store::Presence>> presence = store::Presence::open(file);
    if (!presence)
        return presence.error();
    m_presence = std::move(*presence);
    return ok();
}

Result<bool> JournalPresence::takeSeat()
{
    const Result<void> taken = m_presence->announce(WriterSeat);
    if (taken)
        return true;
    return m_presence->isPresent(WriterSeat) ? Result<bool>(false) : taken.error();
}

Result<void> JournalPresence::announce(qint64 session)
{
    m_session = session;
    return m_presence->announce(session);
}

bool JournalPresence::isPresent(qint64 session) const { return session == m_session || m_presence->isPresent(session); }

bool JournalPresence::isUnderWay(qint64 entry, qint64 session) const
{
    return session == m_session ? m_underWay.contains(entry) : m_presence->isPresent(session);
}

} // namespace sm::operations
