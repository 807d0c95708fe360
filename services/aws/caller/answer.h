// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requestbuilder.h"

#include <QCoroTask>

namespace sm::aws {

/// Compares the body with the checksum that the answer names for it (DynamoDB's x-amz-crc32).
/// \error Kind::BadReply (code "ChecksumMismatch") it was damaged on the way
Result<void> checkBody(const PreparedCall &call, const net::HttpReply &reply);

/// Reads a good answer; a long one on another thread, so that the window never waits for it.
/// \error Kind::BadReply as parseOutput(); code "NotAws" for a web page, "NotReadable" for the rest
QCoro::Task<Result<QJsonObject>> parseAnswer(PreparedCall call, net::HttpReply reply);

/// The error of a service that is not asked for now, because it did not answer lately.
Error serviceRests(const PreparedCall &call, std::chrono::milliseconds left);

/// \p error of the transport with what a person can do about it.
Error withAdvice(const Error &error, const PreparedCall &call);

} // namespace sm::aws
