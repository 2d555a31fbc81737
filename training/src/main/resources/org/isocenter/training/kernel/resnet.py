class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def unit(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    r: List[Tensor],
    i: int,
    stride: int,
    live: bool,
    momentum: float) -> Tensor:
    weight = w[3 * i]
    gain = w[3 * i + 1]
    bias = w[3 * i + 2]
    mean = r[2 * i]
    variance = r[2 * i + 1]
    padding = torch.floordiv(torch.size(weight, 2), 2)
    if torch.size(x, 1) < torch.size(weight, 1):
      weight = torch.sum(weight, [1], True)
    if live:
      y = torch.conv2d(x, torch.to(weight, ${compute}), None, [stride, stride], [padding, padding])
      out = torch.batch_norm(y, gain, bias, mean, variance, True, momentum, 1e-05, True)
    else:
      scale = torch.mul(gain, torch.rsqrt(torch.add(variance, 1e-05)))
      folded = torch.mul(weight, torch.view(scale, [-1, 1, 1, 1]))
      shift = torch.sub(bias, torch.mul(mean, scale))
      out = torch.conv2d(x, torch.to(folded, ${compute}), torch.to(shift, ${compute}), [stride, stride], [padding, padding])
    return out
  def forward(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    r: List[Tensor],
    settings: Tensor) -> List[Tensor]:
    live = bool(settings[0])
    momentum = float(settings[2])
    depths = annotate(List[int], ${depths})
    units = ${units}
    if torch.size(x, 1) > torch.size(w[0], 1):
      x = torch.mean(x, [1], True)
    y = torch.to(torch.contiguous(x, memory_format=2), ${compute})
    y = torch.relu_((self).unit(y, w, r, 0, 2, live, momentum))
    maps = [y]
    y = torch.max_pool2d(y, [3, 3], [2, 2], [1, 1])
    i = 1
    for stage in range(4):
      for block in range(depths[stage]):
        stride = 1
        if stage > 0 and block == 0:
          stride = 2
        z = y
        for k in range(units):
          own = 1
          if k == units - 2:
            own = stride
          if k > 0:
            z = torch.relu_(z)
          z = (self).unit(z, w, r, i + k, own, live, momentum)
        i = i + units
        shortcut = y
        if torch.size(z, 1) != torch.size(y, 1):
          shortcut = (self).unit(y, w, r, i, stride, live, momentum)
          i = i + 1
        y = torch.relu_(torch.add(z, shortcut))
      torch.append(maps, y)
    results = [torch.mean(torch.to(y, 6), [2, 3])]
    if bool(settings[1]):
      for stage in range(5):
        torch.append(results, torch.to(maps[stage], 6))
    return results
