// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultnames.h"

#include <crypto/digest.h>
#include <crypto/random.h>
#include <vault/vault.h>

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestFolder = 200; // of 255 that file systems take
constexpr qsizetype longestFile = 255;

QString chance() { return QString::fromLatin1(crypto::randomBytes(4).toHex()); }

QString stampOf(const QDateTime &at, const QString &form) { return at.toUTC().toString(form) + u'Z'; }

bool isPart(const QString &part)
{
    return !part.isEmpty() && part != "."_L1 && part != ".."_L1 && !part.contains(QChar(0))
        && part.toUtf8().size() <= longestFile;
}

} // namespace

QString newBackupId(const QDateTime &at) { return stampOf(at, u"yyyyMMdd'T'HHmmss"_s) + u'-' + chance(); }

bool isBackupId(const QString &id)
{
    static const QRegularExpression form(u"\\A[0-9A-Za-z][0-9A-Za-z._-]{0,99}\\z"_s);
    return form.match(id).hasMatch() && !id.endsWith(partialSuffix) && !id.endsWith(removingSuffix)
        && id != "newest"_L1;
}

QDateTime begunAt(const QString &id)
{
    QDateTime at = QDateTime::fromString(id.left(15), u"yyyyMMdd'T'HHmmss"_s);
    at.setTimeSpec(Qt::UTC);
    return at;
}

QString newProofName(const QDateTime &at)
{
    return u"proof-"_s + stampOf(at, u"yyyyMMdd'T'HHmmsszzz"_s) + u'-' + chance() + u".json"_s;
}

bool isProofName(const QString &name)
{
    static const QRegularExpression form(u"\\Aproof-[0-9]{8}T[0-9]{9}Z-[0-9a-f]{8}\\.json\\z"_s);
    return form.match(name).hasMatch();
}

bool isFileName(const QString &name)
{
    const QStringList parts = name.split(u'/');
    return name.isValidUtf16() && std::all_of(parts.begin(), parts.end(), isPart);
}

QString assetOfFolder(const QString &name)
{
    return name.contains(u'~') ? name : QUrl::fromPercentEncoding(name.toLatin1());
}

QString Vault::folderNameOf(const QString &asset)
{
    // What UTF-8 has no bytes for would become the same replacement for different assets.
    const QByteArray bytes = asset.isValidUtf16()
        ? asset.toUtf8()
        : '\xff' + QByteArray(reinterpret_cast<const char *>(asset.utf16()), asset.size() * 2);
    // '~' is always encoded, so that no asset's name is that of one that was cut.
    QString name = QString::fromLatin1(bytes.toPercentEncoding({}, "~"));
    if (name.startsWith(u'.'))
        name.replace(0, 1, u"%2E"_s);
    if (name.size() <= longestFolder && asset.isValidUtf16())
        return name;
    return name.left(longestFolder / 2) + u'~' + QString::fromLatin1(crypto::sha256Hex(bytes));
}

} // namespace sm::backups
