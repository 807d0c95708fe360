// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwordfile.h"

#include <postgres/programsettings.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cstring>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

/// In memory, and its user's alone, where there is such a place: what a crash leaves there goes with the session.
QString place()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return (QFileInfo(runtime).isWritable() ? runtime : QDir::tempPath()) + u"/stationmaster-XXXXXX"_s;
}

Error storage(const QString &file, const QString &why)
{
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::backups::Database", "%1 can not be written: %2.").arg(file, why));
}

} // namespace

PasswordFile::PasswordFile(const QString &place)
    : m_folder(place)
{
}

Result<std::unique_ptr<PasswordFile>> PasswordFile::make(const postgres::Settings &settings)
{
    if (settings.password.isEmpty()) {
        std::unique_ptr<PasswordFile> none(new PasswordFile(place()));
        none->m_path = qEnvironmentVariable("PGPASSFILE");
        return none;
    }
    std::unique_ptr<PasswordFile> file(new PasswordFile(place()));
    if (const auto written = file->write(settings); !written)
        return written.error();
    return file;
}

Result<void> PasswordFile::write(const postgres::Settings &settings)
{
    if (!m_folder.isValid())
        return storage(m_folder.path(), m_folder.errorString());
    Result<QByteArray> line = postgres::passwordLine(settings);
    if (!line)
        return line.error();
    QFile file(m_folder.filePath(u"pgpass"_s));
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                               QFile::ReadOwner | QFile::WriteOwner)
        && file.write(*line) == line->size();
    ::explicit_bzero(line->data(), static_cast<size_t>(line->size()));
    if (!isWritten)
        return storage(file.fileName(), file.errorString());
    m_path = file.fileName();
    return ok();
}

} // namespace sm::backups
