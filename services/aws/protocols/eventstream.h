// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

#include <QJsonArray>
#include <QJsonObject>

namespace sm::aws {

/// One message of the vnd.amazon.eventstream encoding.
struct EventFrame
{
    QJsonObject headers; ///< in the form of protocol.h
    QByteArray payload;
};

/// \error Kind::BadReply cut short, a checksum that does not match, or a header of unknown type
Result<QList<EventFrame>> toEventFrames(const QByteArray &bytes);

/// The events of a stream that has ended, one object each with one member: {"Records": {…}}.
/// \error Kind::BadReply as toEventFrames(), or a payload that does not fit \p stream
/// \error Kind::Internal the service ended the stream with an exception; its name is the code
Result<QJsonValue> fromEventStream(Protocol protocol, const Shape &stream, const QByteArray &bytes);

} // namespace sm::aws
