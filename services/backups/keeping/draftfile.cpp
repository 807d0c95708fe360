// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftfile.h"

#include <core/json.h>
#include <store/privatefile.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

Result<std::unique_ptr<DraftFile>> DraftFile::make(const VaultDraft &draft, const QString &name)
{
    const QString path = draft.folder + u'/' + name;
    if (const Result<void> made = store::makePrivateFile(path); !made)
        return made.error();
    std::unique_ptr<DraftFile> file(new DraftFile(path));
    if (!file->m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return file->problem();
    return file;
}

DraftFile::DraftFile(const QString &path)
    : m_file(path)
{
}

Error DraftFile::problem() const
{
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::backups::DraftFile",
            "%1 can not be written: %2. Nothing of it counts as a backup. Make room there, and try again.")
            .arg(m_file.fileName(), m_file.errorString()))
        .withCode(u"BackupUnwritten"_s);
}

Result<void> DraftFile::append(QByteArrayView bytes)
{
    if (m_file.write(bytes.data(), bytes.size()) != bytes.size())
        return problem();
    m_bytes += bytes.size();
    return ok();
}

Result<void> DraftFile::appendLine(const QJsonObject &object) { return append(toCompactJson(object) + '\n'); }

Result<void> DraftFile::close()
{
    const bool isWhole = m_file.flush() && m_file.size() == m_bytes;
    const Error unwritten = problem();
    m_file.close();
    return isWhole ? ok() : Result<void>(unwritten);
}

} // namespace sm::backups
