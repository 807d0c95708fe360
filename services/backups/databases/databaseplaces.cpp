// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaseplaces.h"

#include <executors/systemaddress.h>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using postgres::Connection;
using postgres::Settings;

DatabasePlaces::DatabasePlaces(SystemInfo system)
    : m_system(std::move(system))
{
}

Result<Settings> DatabasePlaces::settingsOf(const DatabaseInput &input) const
{
    const Result<QString> address = executors::databaseAddress(m_system, input.database);
    if (!address)
        return address.error();
    Result<Settings> settings = Settings::fromUrl(*address);
    const Secret known = m_passwords.value(input.database);
    if (settings && !known.isEmpty())
        settings->password = known;
    if (settings && !input.password.isEmpty())
        settings->password = input.password;
    return settings;
}

Result<Settings> DatabasePlaces::intoOf(const DatabaseInput &input) const
{
    Result<Settings> settings = settingsOf(input);
    if (settings && !input.into.isEmpty())
        settings->database = input.into;
    return settings;
}

QCoro::Task<Result<std::unique_ptr<Connection>>> DatabasePlaces::open(
    DatabaseInput input, Settings settings, CancelToken token)
{
    Result<std::unique_ptr<Connection>> opened = co_await Connection::open(settings, token);
    if (opened && !input.password.isEmpty())
        m_passwords.insert(input.database, input.password);
    co_return opened;
}

QCoro::Task<Result<std::unique_ptr<Connection>>> DatabasePlaces::openBeside(DatabaseInput input, CancelToken token)
{
    Result<Settings> settings = settingsOf(input);
    if (!settings)
        co_return settings.error();
    if (settings->database == input.into)
        settings->database = u"postgres"_s; // every server has it, and none can be renamed from within
    const Settings beside = *settings;
    co_return co_await open(input, beside, token);
}

bool DatabasePlaces::isBlind(const Step &step) const
{
    const bool isAsked = step.operation.with.contains(u"password"_s) && step.operation.secrets.isEmpty();
    return isAsked && !m_passwords.contains(step.operation.with.value(u"database"_s).toString());
}

} // namespace sm::backups
