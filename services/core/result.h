// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"

#include <tl/expected.hpp>

namespace sm {

/// A value, or the Error that says why there is none. Default-constructed it holds a default value.
///
/// `std::expected` comes with C++23; tl::expected is its C++20 form. The subclass adds two things: it may not be
/// dropped, and `return error;` needs no wrapping.
template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
    using Base = tl::expected<T, Error>;

public:
    using Base::Base;
    Result() = default;
    Result(Error error)
        : Base(tl::unexpect, std::move(error))
    {
    }
};

/// Success without a value, for `Result<void>`.
inline Result<void> ok() { return {}; }

} // namespace sm
