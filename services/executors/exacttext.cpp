// SPDX-License-Identifier: GPL-3.0-or-later
#include "exacttext.h"

#include <QStringDecoder>

namespace sm::executors {

QString exactText(QByteArrayView utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(utf8);
}

} // namespace sm::executors
