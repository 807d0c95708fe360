// SPDX-License-Identifier: GPL-3.0-or-later
#include "random.h"

#include <openssl/rand.h>

#include <limits>

namespace sm::crypto {

namespace {

void fill(void *memory, qsizetype size)
{
    // Without randomness every secret made from here on would be guessable: there is nothing to carry on with.
    if (RAND_priv_bytes(static_cast<unsigned char *>(memory), static_cast<int>(size)) != 1)
        qFatal("the system gives no random numbers");
}

} // namespace

QByteArray randomBytes(qsizetype count)
{
    Q_ASSERT(count >= 0 && count <= std::numeric_limits<int>::max());
    QByteArray bytes(count, Qt::Uninitialized);
    fill(bytes.data(), count);
    return bytes;
}

quint32 randomBelow(quint32 bound)
{
    Q_ASSERT(bound >= 1);
    // 2^32 is seldom a multiple of the bound: numbers above the last whole multiple would favour small results.
    const quint32 excess = (std::numeric_limits<quint32>::max() % bound + 1) % bound;
    const quint32 last = std::numeric_limits<quint32>::max() - excess;
    quint32 number = 0;
    do {
        fill(&number, sizeof number);
    } while (number > last);
    return number % bound;
}

} // namespace sm::crypto
