// SPDX-License-Identifier: GPL-3.0-or-later
#include "chainhead.h"

#include <core/json.h>
#include <store/privatefile.h>

#include <QFile>
#include <QJsonObject>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

// Always the same length, within one block of the disk: a write never leaves half a head.
constexpr qsizetype FileBytes = 512;

QString hex(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); }
QByteArray fromHex(const QJsonValue &value) { return QByteArray::fromHex(value.toString().toLatin1()); }

} // namespace

QByteArray ChainHead::message() const
{
    return "stationmaster journal head\n" + QByteArray::number(seq) + '\n' + hash.toHex() + '\n';
}

ChainHeadFile::ChainHeadFile(const QString &journal)
    : m_file(journal + u".head"_s)
{
}

bool ChainHeadFile::exists() const { return QFile::exists(m_file); }

std::optional<ChainHeadFile::Content> ChainHeadFile::read() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const Result<QJsonValue> json = parseJson(file.read(FileBytes + 1).trimmed());
    if (!json)
        return std::nullopt;
    const QJsonObject object = json->toObject();
    return Content{
        {static_cast<qint64>(object[u"seq"].toDouble(-1)), fromHex(object[u"hash"]), fromHex(object[u"signature"])},
        fromHex(object[u"publicKey"])};
}

bool ChainHeadFile::write(const Content &content) const
{
    QByteArray bytes = toCompactJson(QJsonObject{{u"seq"_s, content.head.seq}, {u"hash"_s, hex(content.head.hash)},
        {u"signature"_s, hex(content.head.signature)}, {u"publicKey"_s, hex(content.publicKey)}});
    bytes = bytes.leftJustified(FileBytes - 1) + '\n';
    QFile file(m_file);
    return (exists() || store::makePrivateFile(m_file)) && file.open(QIODevice::ReadWrite | QIODevice::Unbuffered)
        && file.write(bytes) == bytes.size();
}

} // namespace sm::operations
