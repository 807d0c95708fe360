// SPDX-License-Identifier: GPL-3.0-or-later
#include "itemdigest.h"

#include <crypto/digest.h>

#include <QtEndian>

namespace sm::backups {

ItemDigest digestOf(const CanonicalItem &item)
{
    const QByteArray key = crypto::sha256(item.key);
    const QByteArray content = crypto::sha256(item.content);
    return {qFromBigEndian<quint64>(key.constData()), qFromBigEndian<quint64>(content.constData()),
        qFromBigEndian<quint64>(content.constData() + 8), item.keyValues};
}

} // namespace sm::backups
