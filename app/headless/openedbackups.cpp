// SPDX-License-Identifier: GPL-3.0-or-later
#include "openedbackups.h"

namespace sm::app {

QCoro::Task<Result<OpenedBackups>> OpenedBackups::open(Foundation *foundation, const Options *options)
{
    const Result<SystemInfo> info = systemOf(*foundation, *options);
    if (!info)
        co_return info.error();
    const Result<BackupOrder> order = BackupOrder::of(options->words, *info);
    if (!order)
        co_return order.error();
    auto system = co_await HeadlessSystem::open(foundation, options, *info);
    if (!system)
        co_return system.error();
    OpenedBackups opened{*order, std::move(*system), {}};
    opened.service = opened.system->backups();
    co_return std::move(opened);
}

} // namespace sm::app
