// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <http/probe.h>

namespace sm::http {

enum class Purpose { Read, Change };

/// The bytes of \p probe's request.
/// \error Kind::Invalid a method that does not fit \p purpose (code "Method"), a body to read with (code "Body"), no
///        URL (code "Url"), a header that could change the request's shape or is the transport's own (code "Header"),
///        an assertion that is none (code "Assertion")
Result<net::HttpRequest> requestFor(const Probe &probe, Purpose purpose);

} // namespace sm::http
