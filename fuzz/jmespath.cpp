// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <core/jmespath.h>
#include <core/json.h>

/// An expression on the first line, what it is applied to on the others.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = sm::fuzz::bytesOf(data, size);
    const qsizetype end = bytes.indexOf('\n');
    const auto expression = sm::jmespath::Expression::parse(QString::fromUtf8(bytes.left(end)));
    const auto value = sm::parseJson(end < 0 ? "null" : bytes.mid(end + 1));
    if (expression)
        static_cast<void>(expression->search(value.value_or(QJsonValue())).has_value());
    return 0;
}
