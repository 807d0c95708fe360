// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

/// The controls one by one, each in its states.
QWidget *galleryOfControls();

/// A list that scrolls, an open menu, and controls with the focus ring of the keyboard.
QWidget *galleryOfPopups();

/// The widgets together, as a page with navigation, filter, table and detail pane.
QWidget *galleryPage();
