// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <net/http.h>

namespace sm::net {

/// Whether \p request can be sent as it stands, so that no value smuggles in a header or a second request.
/// \error Kind::Invalid code "Url": not absolute, not http or https, not percent-encoded; code "Header": a name or
///        value with control characters, a Content-Length that is not the body's, or a Transfer-Encoding
Result<void> checkSendable(const HttpRequest &request);

} // namespace sm::net
