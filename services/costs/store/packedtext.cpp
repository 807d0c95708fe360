// SPDX-License-Identifier: GPL-3.0-or-later
#include "packedtext.h"

#include <QtEndian>

namespace sm::costs {

namespace {

constexpr quint32 MostBytes = 64 * 1024 * 1024; // an answer of 13 months by day and 400 groups has 4 MiB

} // namespace

QByteArray packedText(const QByteArray &text) { return qCompress(text); }

std::optional<QByteArray> unpackedText(const QByteArray &bytes)
{
    // The first four bytes are what qUncompress() takes memory for before it has looked at the others.
    if (bytes.size() < 4 || qFromBigEndian<quint32>(bytes.constData()) > MostBytes)
        return {};
    const QByteArray text = qUncompress(bytes);
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

} // namespace sm::costs
